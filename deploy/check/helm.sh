#!/usr/bin/env bash
# Renders the chart in each way that values.yaml knows, and checks what comes out against Kubernetes's own
# schemas, without a cluster:
#
#   deploy/check/helm.sh
#
# Needs helm and kubectl-validate. Those that are not on the PATH are built by Go, once, into .foyer/tools;
# with --if-present they are not, and nothing is checked without them. Prints what it proved.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"

readonly chart="$root/deploy/helm/foyer"
readonly helm_source=helm.sh/helm/v3/cmd/helm@v3.16.4
readonly validate_source=sigs.k8s.io/kubectl-validate@v0.0.4
readonly -a versions=(1.27 1.30)
readonly host='--set=host=meet.example.org'
export PATH="$tools:$PATH"

for source in "$helm_source" "$validate_source"; do
  program=${source%@*}
  program=${program##*/}
  if command -v "$program" >/dev/null; then continue; fi
  if [ "${1:-}" = --if-present ]; then
    printf 'helm: without the program %s the chart is not rendered: deploy/check/helm.sh builds it.\n' "$program" >&2
    exit 0
  fi
  command -v go >/dev/null || fail "needs $program, or Go to build it."
  printf 'Building %s …\n' "$program" >&2
  mkdir -p -- "$tools"
  GOBIN="$tools" go install "$source"
done

helm lint --quiet --strict "$chart" "$host" >"$work/lint" || fail "$(cat "$work/lint")"
proved 'helm lint --strict'

# render NAME VALUES…: writes NAME.yaml.
render() { helm template foyer "$chart" --kube-version "${versions[-1]}" "$host" "${@:2}" >"$work/$1.yaml"; }

# has NAME TEXT: whether there is a line with it.
has() { grep -qF -- "$2" "$work/$1.yaml" || fail "$1 has no line with: $2"; }

lacks() { ! grep -qF -- "$2" "$work/$1.yaml" || fail "$1 has a line with: $2"; }

render hostNetwork
render nodePort --set=media.mode=nodePort --set=media.loops=3
render everything --set=persistence.enabled=true --set=secretName=foyer-secret --set=nodeSelector.zone=a \
  --set=config.FOYER_MAX_ROOMS=50 --set=media.announcedAddress=203.0.113.5 --set=ingress.className=nginx
render bare --set=ingress.enabled=false --set=podDisruptionBudget.enabled=false --set=metrics.annotations=false
for version in "${versions[@]}"; do
  for file in "$work"/*.yaml; do
    kubectl-validate --version "$version" "$file" >"$work/said" 2>&1 || fail "$(cat "$work/said")"
  done
  proved "valid for Kubernetes $version: host network, node ports, everything, next to nothing"
done

has hostNetwork 'hostNetwork: true'
lacks hostNetwork 'nodePort:'
has hostNetwork 'kind: PodDisruptionBudget'
has hostNetwork 'livenessProbe:'
has hostNetwork 'readinessProbe:'
has hostNetwork 'prometheus.io/scrape: "true"'
proved 'on the host network: probes, metrics, a budget for disruptions'
lacks nodePort 'hostNetwork: true'
for port in 30400 30401 30402; do [ "$(grep -c "nodePort: $port" "$work/nodePort.yaml")" = 2 ] || fail "no node port $port for UDP and TCP"; done
lacks nodePort 'nodePort: 30403'
proved 'with node ports: one for each loop, UDP and TCP, equal to the port of the pod'
has everything 'value: "203.0.113.5"'
has everything 'kind: PersistentVolumeClaim'
has everything 'name: FOYER_MAX_ROOMS'
lacks bare 'kind: Ingress'
lacks bare 'kind: PodDisruptionBudget'

render monitored --set=metrics.podMonitor.enabled=true
has monitored 'kind: PodMonitor'
proved 'a PodMonitor is rendered (it is of the Prometheus operator, whose schema is not checked)'

! helm template foyer "$chart" --kube-version "${versions[-1]}" >/dev/null 2>"$work/said" || fail 'it does without a host.'
grep -qF 'host: set it to what people open' "$work/said" || fail "$(cat "$work/said")"
! render wrong --set=media.mode=loadBalancer 2>"$work/said" || fail 'it takes any media.mode.'
proved 'a missing host and a wrong media.mode are refused by a sentence'

sed 's/replicas: 1/replicas: one/' "$work/hostNetwork.yaml" >"$work/broken.yaml"
! kubectl-validate --version "${versions[-1]}" "$work/broken.yaml" >/dev/null 2>&1 || fail 'the schema check takes anything.'
proved 'the schema check finds a mistake that was put in'
printf 'passed: the chart renders, and fits the schemas; no cluster has run it\n'
