// The tests that a doctor orders in a visit: two letters, Enter, and the next one.
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { useTestPrices } from './prices.ts'
import { type Option, Typeahead } from './Typeahead.tsx'
import type { Priority, Writing } from './writing.ts'

interface OrderPartProps {
  readonly writing: Writing
  readonly onChange: (change: Partial<Writing>) => void
  readonly onDone: () => void
}

const PRIORITIES: readonly Priority[] = ['routine', 'urgent', 'stat']

export function OrderPart({ writing: { tests, priority }, onChange, onDone }: OrderPartProps) {
  const { t, format } = useText()
  const priceOf = useTestPrices(tests.length > 0)
  const total = tests.reduce((sum, test) => sum + (priceOf(test) ?? 0), 0)
  const moneyOf = (paise: number | undefined): string => (paise === undefined ? '' : format.money(paise))
  useShortcuts(t('staff.prescribing.tests'), [
    { keys: 'o', label: t('staff.prescribing.order'), run: () => document.getElementById('rx-test')?.focus() },
  ])
  return (
    <section className="visit-part">
      <h2>{t('staff.prescribing.tests')}</h2>
      <ul className="plain rx-lines">
        {tests.map((test) => (
          <li key={test.code} className="rx-line">
            <b>{test.name}</b> <span className="soft">{moneyOf(priceOf(test))}</span>{' '}
            <Button kind="quiet" onClick={() => onChange({ tests: tests.filter((one) => one !== test) })}>
              {t('staff.prescribing.remove')} <span className="visually-hidden">{test.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      {tests.length > 1 && total > 0 && (
        <p className="soft">{t('staff.prescribing.testsTotal', { price: format.money(total) })}</p>
      )}
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
  const { t, format } = useText()
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
  const priceOf = useTestPrices(isAsked)
  const options = tests.map((test): Option => {
    const price = priceOf(test)
    const details = [
      ...(test.tests ? [t('staff.prescribing.panel', { count: test.tests.length })] : []),
      ...(price === undefined ? [] : [format.money(price)]),
    ]
    return { id: test.code, name: test.name, ...(details.length > 0 && { detail: details.join(', ') }) }
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
          if (!test) return
          const { code, name, priceCode } = test
          onTake({ code, name, ...(priceCode !== undefined && { priceCode }) })
        }}
        onDone={onDone}
      />
    </>
  )
}
