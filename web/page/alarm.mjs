// A sound, and a number in the title, when something urgent or critical waits for the reader. Off until it is switched
// on, which plays it once.
import {weight} from '../engine/severity.mjs';
import {isFor, waitingFor} from '../subject/escalation/selectors.mjs';

const FROM = weight('urgent');

export class Alarm extends EventTarget {
  /** @type {AudioContext | undefined} */
  #audio;

  /** @param {Tz.App} app */
  constructor(app) {
    super();
    this.app = app;
    app.store.watch('escalations', e => this.#escalation(e.detail));
    app.store.addEventListener('change', () => this.#title());
  }

  get isOn() {
    return localStorage.getItem('sound') === 'on';
  }

  /** Whether the browser allows sound: it requires a gesture first, after each load of the page. */
  get isReady() {
    return this.isOn && this.#audio?.state === 'running';
  }

  toggle() {
    const on = !this.isReady;
    localStorage.setItem('sound', on ? 'on' : 'off');
    if (on) {
      this.#audio ??= new AudioContext();
      this.#audio.resume().then(() => {
        this.play('urgent');
        this.dispatchEvent(new Event('change'));
      });
    } else this.#audio?.suspend().then(() => this.dispatchEvent(new Event('change')));
    this.dispatchEvent(new Event('change'));
  }

  /** @param {{before?: Hub.Escalation, entity: Hub.Escalation}} change */
  #escalation({before, entity: escalation}) {
    const fresh =
      escalation.state === 'open' &&
      (before?.state !== 'open' || before.addressee.level !== escalation.addressee.level);
    if (fresh && isFor(this.app.principal, escalation) && weight(escalation.severity) >= FROM)
      this.play(escalation.severity);
  }

  /** Two tones, three for critical. @param {string} severity */
  play(severity) {
    const audio = this.#audio;
    if (!this.isOn || audio?.state !== 'running') return;
    const now = audio.currentTime;
    (severity === 'critical' ? [880, 660, 880] : [660, 880]).forEach((pitch, i) => {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.2, now + i * 0.22);
      volume.gain.exponentialRampToValueAtTime(0.001, now + i * 0.22 + 0.2);
      tone.connect(volume).connect(audio.destination);
      tone.start(now + i * 0.22);
      tone.stop(now + i * 0.22 + 0.2);
    });
  }

  #title() {
    const waiting = waitingFor(this.app.live, this.app.principal).filter(e => weight(e.severity) >= FROM).length;
    document.title = waiting > 0 ? `(${waiting}) Tafelzicht` : 'Tafelzicht';
  }
}
