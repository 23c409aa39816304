// What the second screen of a counter shows: the counter tells it, in the same browser, and it names nobody.

export interface Shown {
  readonly state: 'idle' | 'waiting' | 'paid' | 'ended'
  readonly uri?: string
  readonly paise?: number
  readonly number?: string
}

const NAME = 'sehat-counter'
const HELLO = 'hello'

/** The side of the counter. A screen that opens later asks what to show. */
export function openCounter() {
  const channel = new BroadcastChannel(NAME)
  let latest: Shown = { state: 'idle' }
  channel.onmessage = ({ data }) => {
    if (data === HELLO) channel.postMessage(latest)
  }
  return {
    show: (shown: Shown): void => {
      latest = shown
      channel.postMessage(shown)
    },
    close: (): void => channel.close(),
  }
}

/** The side of the screen. Gives a function that ends it. */
export function watchCounter(onShown: (shown: Shown) => void): () => void {
  const channel = new BroadcastChannel(NAME)
  channel.onmessage = ({ data }) => {
    if (data !== HELLO) onShown(data as Shown)
  }
  channel.postMessage(HELLO)
  return () => channel.close()
}
