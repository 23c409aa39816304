// The word after an action, at the foot of every staff page, with Undo where the action can be taken back.
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { createWatched } from '../../watched.ts'
import './said.css'

interface Word {
  readonly text: string
  readonly kind?: 'good' | 'error'
  /** Takes the action back, or asks why first. Left out when nobody can take it back. */
  readonly undo?: () => void
}

const word = createWatched<Word | undefined>(undefined)

/** Says what happened. The word stays until the next one, another page, or a press on Close: nobody misses it. */
export const say = (said: Word): void => word.write(said)

export const unsay = (): void => word.write(undefined)

export function Said() {
  const { t } = useText()
  const said = word.use()
  const [path] = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page ends the word
  useEffect(() => unsay, [path])
  return (
    <div className="said no-print" role="status">
      {said && (
        <p className={`said-word said-${said.kind ?? 'good'}`}>
          <span>{said.text}</span>
          {said.undo && (
            <button
              type="button"
              className="said-button"
              onClick={() => {
                unsay()
                said.undo?.()
              }}
            >
              {t('staff.shell.undo')}
            </button>
          )}
          <button type="button" className="said-button" aria-label={t('staff.shell.closeWord')} onClick={unsay}>
            ✕
          </button>
        </p>
      )}
    </div>
  )
}
