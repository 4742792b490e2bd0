{{- define "foyer.labels" -}}
app.kubernetes.io/name: foyer
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "foyer.selector" -}}
app.kubernetes.io/name: foyer
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "foyer.name" -}}
{{- if contains "foyer" .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-foyer{{ end -}}
{{- end }}

{{- define "foyer.check" -}}
{{- if not .Values.host }}{{ fail "host: set it to what people open, such as meet.example.org" }}{{ end -}}
{{- if not (has .Values.media.mode (list "hostNetwork" "nodePort")) }}{{ fail (printf "media.mode is %q: set it to hostNetwork or nodePort" .Values.media.mode) }}{{ end -}}
{{- end }}
