// The editor of a note: it saves by itself, and signs. All of it works without a mouse.
import { type Ref, useId, useImperativeHandle, useState } from 'react'
import { putVisitsDraft } from '../../api/limits/put-visits-draft.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import type { NoteHandle } from '../prescriptions/signing/use-signing.ts'
import { useShortcuts } from '../shell/shortcuts.ts'
import { isEmpty, PARTS, type Typed, toLine, toNote } from './note.ts'
import { type Saving, useDraft } from './saving.ts'
import type { Visit } from './words.tsx'

const ROWS: Readonly<Record<keyof Typed, number>> = {
  ...{ complaints: 3, examination: 3, diagnoses: 2, advice: 3, referral: 2 },
}
const LONGEST = putVisitsDraft.complaints.maxLength

interface NoteEditorProps {
  readonly visit: Visit
  /** The note is signed: this writes the next version, and asks why. */
  readonly isCorrection: boolean
  readonly onSigned: () => void
  /** Signs everything that is written in the visit. */
  readonly onSign: () => void
  readonly handle: Ref<NoteHandle>
}

export function NoteEditor({ visit, isCorrection, onSigned, onSign, handle }: NoteEditorProps) {
  const { t } = useText()
  const { id: accountId } = useAccount()
  const { typed, type, saving, error, settle, forget, wasKept } = useDraft(accountId, visit)
  const [amends, setAmends] = useState('')
  const [isMissing, setMissing] = useState<'note' | 'amends'>()
  const sign = useSend('POST /v1/visits/{visitId}/notes')
  const focus = (part: string) => document.getElementById(`note-${part}`)?.focus()
  const note = toNote(typed)
  useImperativeHandle(handle, () => ({
    isEmpty: () => isEmpty(note),
    isReady: () => {
      const missing = isEmpty(note) ? 'note' : isCorrection && amends.trim() === '' ? 'amends' : undefined
      setMissing(missing)
      return missing === undefined
    },
    sign: async () => {
      const reason = isCorrection && { amends: amends.trim() }
      await sign.mutateAsync({ path: { visitId: visit.visitId }, body: { note, ...reason } })
      forget()
      onSigned()
    },
  }))
  useShortcuts(t('staff.visits.note.title'), [
    { keys: 'w', label: t('staff.visits.note.write'), run: () => focus('complaints') },
    { keys: 'd', label: t('staff.visits.note.diagnoses'), run: () => focus('diagnoses') },
  ])
  return (
    <div className="visit-note">
      {wasKept && <Notice>{t('staff.visits.note.restored')}</Notice>}
      {PARTS.map((part) => (
        <Part
          key={part}
          part={part}
          value={typed[part]}
          onType={(value) => type({ ...typed, [part]: value })}
          onSign={onSign}
        />
      ))}
      <Codes typed={typed} onChoose={(diagnoses) => type({ ...typed, diagnoses })} />
      {isCorrection && <Why value={amends} onType={setAmends} />}
      <SavingState saving={saving} error={error} onSettle={settle} />
      {isMissing && <Notice kind="error" takesFocus title={t(`staff.visits.note.missing.${isMissing}`)} />}
    </div>
  )
}

interface PartProps {
  readonly part: keyof Typed
  readonly value: string
  readonly onType: (value: string) => void
  readonly onSign: () => void
}

/** Ctrl and Enter sign from any part. */
function Part({ part, value, onType, onSign }: PartProps) {
  const { t, has } = useText()
  const hint = `staff.visits.note.${part}Hint`
  return (
    <div className="field">
      <label htmlFor={`note-${part}`}>{t(`staff.visits.note.${part}`)}</label>
      {has(hint) && (
        <p id={`note-${part}-hint`} className="field-hint">
          {t(hint)}
        </p>
      )}
      <textarea
        id={`note-${part}`}
        className="input input-full"
        rows={ROWS[part]}
        maxLength={LONGEST}
        value={value}
        aria-describedby={has(hint) ? `note-${part}-hint` : undefined}
        onChange={({ target }) => onType(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSign()
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
    </div>
  )
}

function Why({ value, onType }: { value: string; onType: (value: string) => void }) {
  const { t } = useText()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{t('staff.visits.note.amends')}</label>
      <input
        id={id}
        className="input input-full"
        maxLength={500}
        value={value}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  )
}

const LETTERS_MIN = 3

/** Diagnoses of the imported list that fit the last line. */
function Codes({ typed, onChoose }: { typed: Typed; onChoose: (diagnoses: string) => void }) {
  const { t } = useText()
  const lines = typed.diagnoses.split('\n')
  const asked = (lines.at(-1) ?? '').trim()
  const { data } = useAnswer(
    'GET /v1/visits/diagnosis-codes',
    { query: { q: asked } },
    {
      enabled: asked.length >= LETTERS_MIN,
      freshMs: 3_600_000,
    },
  )
  const found = asked.length < LETTERS_MIN ? [] : (data?.items ?? [])
  const fitting = found.map(({ code, name }) => toLine({ name, icd10: code })).filter((line) => line !== asked)
  if (fitting.length === 0) return null
  return (
    <ul className="plain visit-codes" aria-label={t('staff.visits.note.codes')}>
      {fitting.slice(0, 8).map((line) => (
        <li key={line}>
          <Button kind="quiet" onClick={() => onChoose(`${[...lines.slice(0, -1), line].join('\n')}\n`)}>
            {line}
          </Button>
        </li>
      ))}
    </ul>
  )
}

interface SavingStateProps {
  readonly saving: Saving
  readonly error: unknown
  readonly onSettle: (which: 'mine' | 'other') => Promise<void>
}

function SavingState({ saving, error, onSettle }: SavingStateProps) {
  const { t } = useText()
  if (saving === 'failed') return <Failure error={error} />
  if (saving === 'elsewhere') {
    return (
      <Notice kind="warning" title={t('staff.visits.note.elsewhere')}>
        <div className="list-actions">
          <Button kind="quiet" onClick={() => void onSettle('mine').catch(() => undefined)}>
            {t('staff.visits.note.keepMine')}
          </Button>
          <Button kind="quiet" onClick={() => void onSettle('other').catch(() => undefined)}>
            {t('staff.visits.note.takeOther')}
          </Button>
        </div>
      </Notice>
    )
  }
  return (
    <p role="status" className="soft">
      {saving !== 'none' && t(`staff.visits.note.saving.${saving}`)}
    </p>
  )
}
