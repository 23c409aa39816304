// Places with a bar and a number each. The number says it all; the bar helps to compare.
import { Link } from 'wouter'
import { useText } from '../../../i18n/language.ts'
import './places.css'

interface BarsProps {
  readonly places: readonly { readonly name: string; readonly address: string; readonly available: number }[]
}

export function Bars({ places }: BarsProps) {
  const { t, format } = useText()
  const most = Math.max(1, ...places.map(({ available }) => available))
  return (
    <ul className="bars plain">
      {places.map(({ name, address, available }) => (
        <li key={address}>
          <Link href={address}>{name}</Link>
          <meter className="bar-of" min={0} max={most} value={available} aria-hidden="true" />
          <span className="bar-number">
            {format.number(available)}
            <span className="visually-hidden"> {t('centres.where.times', { count: available })}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
