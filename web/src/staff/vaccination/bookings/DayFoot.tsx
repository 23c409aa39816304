// The foot of Today: on a desk the keys of the table, on a phone the two acts that a thumb needs.
import { Link } from 'wouter'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { useShortcutsOn } from '../../shell/shortcuts.ts'

const KEYS = [
  [['↑', '↓'], 'move'],
  [['Enter'], 'open'],
  [['A'], 'arrive'],
  [['U'], 'undo'],
  [['V'], 'vaccinate'],
  [['X'], 'absent'],
  [['[', ']'], 'day'],
] as const

/** Which keys do what. Goes away with single keys, which people can turn off. */
export function KeyStrip({ shown, all }: { shown: number; all: number }) {
  const { t, format } = useText()
  if (!useShortcutsOn()) return null
  return (
    <div className="day-keys no-print">
      {KEYS.map(([keys, what]) => (
        <span key={what}>
          {keys.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {t(`staff.centre.keys.${what}`)}
        </span>
      ))}
      <span className="day-keys-count">
        {t('staff.centre.today.shownOf', { shown: format.number(shown), all: format.number(all) })}
      </span>
    </div>
  )
}

export function ThumbBar() {
  const { t } = useText()
  return (
    <nav className="day-bar no-print" aria-label={t('staff.centre.today.acts')}>
      <Link className="button button-main" href="/staff/scan">
        <Icon name="scan" sizePx={18} /> {t('staff.centre.scan.title')}
      </Link>
      <Link className="button button-quiet" href="/staff/walk-in">
        <Icon name="user-plus" sizePx={18} /> {t('staff.centre.walkIn.menu')}
      </Link>
    </nav>
  )
}
