// "Check your answers": each answer with a link to change it.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useText } from '../i18n/language.ts'
import './lists.css'

export interface SummaryRow {
  readonly label: string
  readonly value: ReactNode
  /** The page that changes it. */
  readonly changeHref?: string
}

export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  const { t } = useText()
  return (
    <dl className="summary">
      {rows.map(({ label, value, changeHref }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {changeHref !== undefined && (
            <dd className="no-print">
              <Link href={changeHref}>
                {t('ui.change')} <span className="visually-hidden">{label}</span>
              </Link>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
