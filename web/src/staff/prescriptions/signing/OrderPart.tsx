// The tests that a doctor orders in a visit: two letters, Enter, and the next one.
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { type Option, Typeahead } from './Typeahead.tsx'
import type { Priority, Writing } from './writing.ts'

interface OrderPartProps {
  readonly writing: Writing
  readonly onChange: (change: Partial<Writing>) => void
  readonly onDone: () => void
}

const PRIORITIES: readonly Priority[] = ['routine', 'urgent', 'stat']

export function OrderPart({ writing: { tests, priority }, onChange, onDone }: OrderPartProps) {
  const { t } = useText()
  useShortcuts(t('staff.prescribing.tests'), [
    { keys: 'o', label: t('staff.prescribing.order'), run: () => document.getElementById('rx-test')?.focus() },
  ])
  return (
    <section className="visit-part">
      <h2>{t('staff.prescribing.tests')}</h2>
      <ul className="plain rx-lines">
        {tests.map(({ code, name }) => (
          <li key={code} className="rx-line">
            <b>{name}</b>{' '}
            <Button kind="quiet" onClick={() => onChange({ tests: tests.filter((one) => one.code !== code) })}>
              {t('staff.prescribing.remove')} <span className="visually-hidden">{name}</span>
            </Button>
          </li>
        ))}
      </ul>
      {tests.length > 0 && (
        <fieldset className="warning-choice">
          <legend>{t('staff.prescribing.priority')}</legend>
          {PRIORITIES.map((each) => (
            <label key={each} className="rx-choice">
              <input
                type="radio"
                name="priority"
                checked={priority === each}
                onChange={() => onChange({ priority: each })}
              />
              {t(`staff.prescribing.priorities.${each}`)}
            </label>
          ))}
        </fieldset>
      )}
      <TestField
        taken={tests.map(({ code }) => code)}
        onTake={(test) => onChange({ tests: [...tests, test] })}
        onDone={onDone}
      />
    </section>
  )
}

const LETTERS_MIN = 2
const PAUSE_MS = 120
const SHOWN_MAX = 12

interface TestFieldProps {
  readonly taken: readonly string[]
  readonly onTake: (test: Writing['tests'][number]) => void
  readonly onDone: () => void
}

/** Only what the laboratory of the hospital offers. */
function TestField({ taken, onTake, onDone }: TestFieldProps) {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const isAsked = asked.length >= LETTERS_MIN
  const found = useAnswer(
    'GET /v1/diagnostics/tests',
    { query: { facility: facilityId, q: asked, limit: 50 } },
    { freshMs: 60_000, enabled: isAsked },
  )
  const tests = (found.data?.items ?? [])
    .filter(({ code, isOffered }) => isOffered !== false && !taken.includes(code))
    .slice(0, SHOWN_MAX)
  const options = tests.map(({ code, name, tests: parts }): Option => {
    const detail = parts ? t('staff.prescribing.panel', { count: parts.length }) : undefined
    return { id: code, name, ...(detail !== undefined && { detail }) }
  })
  const isCurrent = isAsked && asked === typed.trim() && found.data !== undefined
  return (
    <>
      {found.error && !found.data && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      <Typeahead
        id="rx-test"
        label={t('staff.prescribing.test')}
        hint={t('staff.prescribing.testHint')}
        none={t('staff.prescribing.noTest')}
        typed={typed}
        lettersMin={LETTERS_MIN}
        options={isCurrent ? options : undefined}
        onType={setTyped}
        onTake={(id) => {
          const test = tests.find(({ code }) => code === id)
          setTyped('')
          if (test) onTake({ code: test.code, name: test.name })
        }}
        onDone={onDone}
      />
    </>
  )
}
