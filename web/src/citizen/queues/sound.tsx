// The sound of the board: off unless somebody turns it on, and then a soft tone at each new call.
import { useEffect, useRef, useState } from 'react'
import type { Words } from './words.ts'

const KEPT = 'sehat.board.sound'
const NOTES_HZ = [659, 523] as const
const NOTE_SECONDS = 0.45
const LOUDNESS = 0.12

/** Two notes, the second one lower, each fading away. */
function play(audio: AudioContext): void {
  for (const [nth, hertz] of NOTES_HZ.entries()) {
    const begins = audio.currentTime + nth * NOTE_SECONDS
    const [tone, volume] = [audio.createOscillator(), audio.createGain()]
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(LOUDNESS, begins)
    volume.gain.exponentialRampToValueAtTime(0.001, begins + NOTE_SECONDS)
    tone.connect(volume).connect(audio.destination)
    tone.start(begins)
    tone.stop(begins + NOTE_SECONDS)
  }
}

/**
 * `call` names the latest call, and again the same person who is called again. What was called before the board was
 * opened makes no sound. After a reload most browsers stay silent until somebody touches the page once.
 */
export function useSound(call: string | undefined, isRead: boolean) {
  const [isOn, setOn] = useState(() => localStorage.getItem(KEPT) === 'on')
  const audio = useRef<AudioContext>(undefined)
  const heard = useRef<string | null>(null)
  useEffect(() => {
    if (!isRead) return
    const isNew = heard.current !== null && call !== undefined && call !== heard.current
    if (heard.current === null || call !== undefined) heard.current = call ?? ''
    if (!isNew || !isOn) return
    audio.current ??= new AudioContext()
    play(audio.current)
  }, [call, isOn, isRead])
  const change = (): void => {
    localStorage.setItem(KEPT, isOn ? 'off' : 'on')
    setOn(!isOn)
    if (isOn) return
    // The press is what allows the browser to sound at all, and lets people hear how loud it is.
    audio.current ??= new AudioContext()
    void audio.current.resume()
    play(audio.current)
  }
  return { isOn, change }
}

interface SoundButtonProps {
  readonly sound: ReturnType<typeof useSound>
  readonly words: Words
}

export function SoundButton({ sound: { isOn, change }, words: { t } }: SoundButtonProps) {
  return (
    <button type="button" className="board-sound" onClick={change}>
      {t(isOn ? 'queue.board.soundOff' : 'queue.board.soundOn')}
    </button>
  )
}
