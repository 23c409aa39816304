// What waits for this person on the home page: the same things as in the bell.
import { Link } from 'wouter'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { COUNT_MAX, useConcerns } from '../concerns.ts'

const ROWS = 3

export function Waits() {
  const { t, format } = useText()
  const { concerns, isKnown } = useConcerns()
  return (
    <section className="panel">
      <h2>{t('staff.concerns.title')}</h2>
      {!isKnown && concerns.length === 0 && <TableSkeleton rows={ROWS} />}
      {isKnown && concerns.length === 0 && (
        <p className="soft panel-none">
          <Icon name="circle-check" sizePx={18} /> {t('staff.start.nothingWaits')}
        </p>
      )}
      <ul className="plain panel-rows">
        {concerns.map(({ key, icon, count, href, isUrgent }) => (
          <li key={key}>
            <Link href={href}>
              <Icon name={icon} sizePx={18} />
              <span>{t(`staff.concerns.${key}`, { count })}</span>
              <b className={isUrgent ? 'panel-count panel-urgent' : 'panel-count'}>
                {count < COUNT_MAX ? format.number(count) : `${format.number(COUNT_MAX - 1)}+`}
              </b>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
