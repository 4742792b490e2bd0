import { mount } from 'svelte';
import { chosenLanguage } from './features/language/choice';
import App from './routes/App.svelte';
import { registerServiceWorker } from './routes/install';
import './ui/base.css';
import { language } from './ui/words/language.svelte';
import { browserKeep } from './util/storage';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

try {
  await language.use(chosenLanguage(browserKeep, navigator.languages));
} catch {
  // Words that cannot be had are no reason not to meet: English is always there.
}
mount(App, { target });
registerServiceWorker();
