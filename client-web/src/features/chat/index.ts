// What a room loads once it is open: nothing of the chat is needed to see and hear each other.
export { Chat } from './chat.svelte';
export { default as ChatNews } from './ChatNews.svelte';
export { default as ChatPanel } from './ChatPanel.svelte';
