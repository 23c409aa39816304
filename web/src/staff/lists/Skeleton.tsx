// The shape of what comes, while the first answer is on its way: a table, or the tiles of figures.
import './empty.css'
import { useText } from '../../i18n/language.ts'

const ROWS = 8

/** A table of the same heights, so that nothing jumps. */
export function TableSkeleton({ rows = ROWS }: { rows?: number }) {
  return (
    <>
      <Wait />
      <div className="skeleton" aria-hidden="true">
        <div className="skeleton-head" />
        {Array.from({ length: rows }, (_, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
          <div key={nth} className="skeleton-row">
            <span className="skeleton-bar" />
            <span className="skeleton-bar" />
            <span className="skeleton-bar" />
            <span className="skeleton-bar" />
          </div>
        ))}
      </div>
    </>
  )
}

/** What a screen reader says meanwhile. */
function Wait() {
  const { t } = useText()
  return (
    <p className="loading visually-hidden" role="status">
      {t('ui.loading')}
    </p>
  )
}
