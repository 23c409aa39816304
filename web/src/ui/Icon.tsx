// An outline beside a word. It comes from one file for all pages, so an icon more costs no script.
import './icon.css'
import type { IconName } from './icon-names.ts'
import sprite from './icons.svg'

interface IconProps {
  readonly name: IconName
  /** 13 in a pill, 16 in a button, 18 in the staff's menu, 20 to 24 for citizens. */
  readonly sizePx?: number
}

export function Icon({ name, sizePx = 16 }: IconProps) {
  return (
    <svg className="icon" width={sizePx} height={sizePx} aria-hidden="true">
      <use href={`${sprite}#${name}`} />
    </svg>
  )
}
