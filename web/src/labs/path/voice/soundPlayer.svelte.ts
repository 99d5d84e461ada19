/** Plays a sound through the loudspeakers, and says how far it is. */
export class SoundPlayer {
  /** Share of the sound that was played; null while none is. */
  #share = $state<number | null>(null);
  #context: AudioContext | null = null;
  #source: AudioBufferSourceNode | null = null;

  share = $derived(this.#share);

  /** Call it from a click: browsers play nothing that nobody asked for. */
  play(sound: Float32Array, sampleRate: number): void {
    this.stop();
    const context = (this.#context ??= new AudioContext());
    const buffer = context.createBuffer(1, sound.length, sampleRate);
    buffer.getChannelData(0).set(sound);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    const begun = context.currentTime;
    source.start();
    this.#source = source;
    const frame = () => {
      if (source !== this.#source) return;
      const share = (context.currentTime - begun) / buffer.duration;
      if (share >= 1) return this.stop();
      this.#share = share;
      requestAnimationFrame(frame);
    };
    frame();
  }

  stop(): void {
    this.#source?.stop();
    this.#source = null;
    this.#share = null;
  }
}
