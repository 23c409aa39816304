// What stands in place of a list that is empty: what is so, why, and one next step.
import './empty.css'
import type { ReactNode } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/icon-names.ts'

interface EmptyProps {
  readonly icon: IconName
  readonly title: string
  readonly children?: ReactNode
  /** The next step: one button or link. */
  readonly action?: ReactNode
  /** A screen reader hears it: rows were here a moment ago. */
  readonly isSaid?: boolean
}

export function Empty({ icon, title, children, action, isSaid = false }: EmptyProps) {
  return (
    <div className="empty" role={isSaid ? 'status' : undefined}>
      <span className="empty-icon">
        <Icon name={icon} sizePx={24} />
      </span>
      <p className="empty-title">{title}</p>
      {Boolean(children) && <p className="soft">{children}</p>}
      {action}
    </div>
  )
}
