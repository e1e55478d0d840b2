/**
 * On the page that lists what there is to look at: offers first what suits this device. Where the
 * screen is small, data are to be saved or WebGL 2 is missing, that is the quick look.
 */
import { hasWebGl2, savesData } from './model';

const SMALL_SCREEN = '(max-width: 40rem)';

function reasonForQuickLook(): string {
  if (!hasWebGl2()) {
    return 'This browser has no WebGL 2, which the full viewer needs.';
  }
  if (savesData()) {
    return 'Your browser asks to save data.';
  }
  return window.matchMedia(SMALL_SCREEN).matches ? 'The full viewer needs a larger screen.' : '';
}

function offerFirst(reason: string): void {
  const quick = document.getElementById('quick');
  const full = document.getElementById('full');
  const why = document.getElementById('why');
  if (!reason || !quick || !full || !why) {
    return;
  }
  quick.classList.remove('quiet');
  full.classList.add('quiet');
  full.before(quick);
  why.textContent = reason;
  why.hidden = false;
}

offerFirst(reasonForQuickLook());
