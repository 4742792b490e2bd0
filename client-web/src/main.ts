import { mount } from 'svelte';
import App from './routes/App.svelte';
import './ui/base.css';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
mount(App, { target });
