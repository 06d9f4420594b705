// Whoever sees the page to sign in is signed in no more: the keys leave this device. Drafts stay, sealed.
import { lapse, waiting } from "./vault.js";

await lapse();
document.getElementById("drafts-here").hidden = (await waiting("")).others === 0;
