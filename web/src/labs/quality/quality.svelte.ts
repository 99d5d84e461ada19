/** Which mistakes of the network are looked at; closed where the address says nothing of them. */
import type { AddressPart } from '../../kit/addressPart';
import { decodeQuality, encodeQuality, type QualityView } from './qualityAddress';

export class Quality implements AddressPart {
  readonly letter = 'q';
  #text = $state<string | null>(null);

  text = $derived(this.#text);
  /** Null where it is closed. */
  view = $derived.by(() => decodeQuality(this.#text));

  go(text: string | null): void {
    this.#text = text;
  }

  show(view: QualityView): void {
    this.#text = encodeQuality(view);
  }
}
