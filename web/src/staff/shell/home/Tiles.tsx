// Figures of the day as tiles. Each leads to the list that it counts.
import { Link } from 'wouter'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import type { IconName } from '../../../ui/icon-names.ts'

export interface Tile {
  readonly icon: IconName
  readonly label: string
  /** Undefined until it is known. Words stand as they are, such as a number of minutes. */
  readonly count: number | string | undefined
  readonly note?: string
  readonly href: string
}

export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  const { format } = useText()
  return (
    <ul className="plain home-tiles">
      {tiles.map(({ icon, label, count, note, href }) => (
        <li key={label}>
          <Link href={href} className="home-tile">
            <span className="home-tile-label">
              <Icon name={icon} />
              {label}
            </span>
            <span className="home-tile-count">{typeof count === 'number' ? format.number(count) : (count ?? '–')}</span>
            {note !== undefined && <span className="home-tile-note">{note}</span>}
          </Link>
        </li>
      ))}
    </ul>
  )
}
