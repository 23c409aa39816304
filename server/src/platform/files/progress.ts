// Tells how far a reading of files has come: rows, rate and the time that is left.

export interface ProgressState {
  readonly rows: number
  /** The part of all bytes that has been read, from 0 to 1. */
  readonly share: number
}
export type OnProgress = (state: ProgressState) => void

const toWords = (seconds: number): string => {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`
}

/** One line: `12,400 people, 1,240 a second, 45 %, about 12 s left`. */
export function toProgressLine({ rows, share }: ProgressState, what: string, elapsedMs: number): string {
  const seconds = elapsedMs / 1_000
  const count = (value: number): string => Math.round(value).toLocaleString('en-IN')
  const begun = `${count(rows)} ${what}`
  if (seconds < 1 || rows === 0) return begun
  const left = share > 0 && share < 1 ? `, about ${toWords((seconds * (1 - share)) / share)} left` : ''
  return `${begun}, ${count(rows / seconds)} a second, ${Math.floor(share * 100)} %${left}`
}

export interface ProgressBar {
  readonly show: OnProgress
  /** Clears the line. */
  end(): void
}

const REDRAWS_MS = 200

/** Shows progress on standard error, and only on a terminal, so that standard output holds only the result. */
export function openProgress(what: string, stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  const startedMs = performance.now()
  let drawnMs = Number.NEGATIVE_INFINITY
  const draw = (line: string): void => void (stream.isTTY && stream.write(`\r\u001b[K${line}`))
  return {
    show(state) {
      const nowMs = performance.now()
      if (nowMs - drawnMs < REDRAWS_MS) return
      drawnMs = nowMs
      draw(toProgressLine(state, what, nowMs - startedMs))
    },
    end: () => draw(''),
  }
}
