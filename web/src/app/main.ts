import { mount } from 'svelte';
import '../kit/fonts.css';
import '../kit/tokens.css';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app element to mount on.');
mount(App, { target });
