import { mount } from 'svelte';
import '../../kit/fonts.css';
import '../../kit/tokens.css';
import Gallery from './Gallery.svelte';

mount(Gallery, { target: document.getElementById('gallery')! });
