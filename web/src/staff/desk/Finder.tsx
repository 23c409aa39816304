// The search of the desk, in focus: a scan or letters with a phone, then Enter; and Enter again takes the first found.
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { useScanner } from '../vaccination/bookings/scanner.ts'
import { findKnown, type Known } from './find-known.ts'

export function Finder({ onChoose }: { readonly onChoose: (known: Known) => void }) {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const field = useRef<HTMLInputElement>(null)
  const [found, setFound] = useState<readonly Known[] | 'unread'>()
  const [failed, setFailed] = useState<unknown>()
  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  const find = (text: string): void => {
    setFailed(undefined)
    setFound(undefined)
    findKnown(facilityId, text).then((people) => {
      // A slip names one person, so nobody needs to choose.
      if (people?.length === 1 && people[0]?.pin === undefined && people[0]) onChoose(people[0])
      else setFound(people ?? 'unread')
    }, setFailed)
  }
  useScanner(find)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    find(field.current?.value ?? '')
  }
  return (
    <search>
      <form className="desk-find" onSubmit={submit}>
        <label htmlFor="known">{t('staff.desk.find.label')}</label>
        <p id="known-hint" className="field-hint">
          {t('staff.desk.find.hint')}
        </p>
        <div className="desk-find-row">
          <input
            id="known"
            ref={field}
            type="search"
            className="input"
            autoComplete="off"
            maxLength={80}
            aria-describedby="known-hint"
          />
          <Button kind="quiet">
            <Icon name="search" />
            {t('staff.desk.find.button')}
          </Button>
        </div>
      </form>
      {failed !== undefined && <Failure error={failed} takesFocus />}
      <div role="status">
        {found === 'unread' && <p>{t('staff.desk.find.unread')}</p>}
        {found !== undefined && found !== 'unread' && <Found people={found} onChoose={onChoose} />}
      </div>
    </search>
  )
}

interface FoundProps {
  readonly people: readonly Known[]
  readonly onChoose: (known: Known) => void
}

/** The first one has the focus: Enter takes it. */
function Found({ people, onChoose }: FoundProps) {
  const { t } = useText()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => list.current?.querySelector('button')?.focus(), [])
  if (people.length === 0) return <p>{t('staff.desk.find.nobody')}</p>
  return (
    <>
      <p>{t('staff.desk.find.choose')}</p>
      <ul className="plain desk-found" ref={list}>
        {people.map((known) => (
          <li key={known.patientId}>
            <Button kind="quiet" onClick={() => onChoose(known)}>
              {[known.name, known.birthYear, known.gender && t(`staff.centre.gender.${known.gender}`), known.pin]
                .filter(Boolean)
                .join(', ')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
