// The states as tiles in about their places on the map of India. Each is a link that says its name and its number.
import { Link } from 'wouter'
import { href } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { stateName } from '../../../i18n/state-names.ts'
import { STEPS, stepsOf } from './steps.ts'
import type { StateSum } from './sums.ts'
import './places.css'

/** In the order of their names, as a screen reader reads them. places.css puts each tile in its place. */
export function StateTiles({ states, chosen }: { states: readonly StateSum[]; chosen?: string | undefined }) {
  const { t, language } = useText()
  const stepOf = stepsOf(states.map(({ available }) => available))
  const named = states.map(({ name, ...rest }) => ({ ...rest, name: stateName(name, language) }))
  return (
    <>
      <ul className="tiles plain" aria-label={t('centres.where.states')}>
        {named
          .toSorted((a, b) => a.name.localeCompare(b.name, language.code))
          .map(({ code, name, available }) => {
            const label = t('centres.where.tile', { name, count: available })
            return (
              <li key={code} className={`tile-${code}`}>
                <Link
                  href={href('/districts', { state: code })}
                  className={`tile amount-${stepOf(available)}`}
                  aria-current={code === chosen ? 'true' : undefined}
                  title={label}
                >
                  <span aria-hidden="true">{code}</span>
                  <span className="visually-hidden">{label}</span>
                </Link>
              </li>
            )
          })}
      </ul>
      <p className="tiles-legend" aria-hidden="true">
        {t('centres.where.few')}
        {STEPS.map((step) => (
          <span key={step} className={`amount-${step}`} />
        ))}
        {t('centres.where.many')}
      </p>
    </>
  )
}
