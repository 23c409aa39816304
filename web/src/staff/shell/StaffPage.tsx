// The frame of a staff page: the pages above it, its title, which takes the focus, and actions beside it.
import { Group, Title } from '@mantine/core'
import { type ReactNode, use, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Pages, trailTo } from './trail.ts'

interface StaffPageProps {
  /** Title of the window, and heading. Nothing personal: the history of the browser keeps it. */
  readonly title: string
  /** A heading that differs from the title of the window. */
  readonly heading?: string
  /** The address of the page above this one. Pages in the menu have none. */
  readonly back?: string
  /** Buttons beside the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function StaffPage({ title, heading: shown = title, back, actions, children }: StaffPageProps) {
  const { t } = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <>
      <title>{`${title} – ${t('ui.name')}`}</title>
      <meta name="robots" content="noindex" />
      <Group justify="space-between" gap="sm" mb="sm">
        <div className="staff-title">
          {back !== undefined && <Trail to={back} />}
          <Title order={1} ref={heading} tabIndex={-1}>
            {shown}
          </Title>
        </div>
        {actions}
      </Group>
      {children}
    </>
  )
}

/** The heading that follows is its last part. */
function Trail({ to }: { to: string }) {
  const { t } = useText()
  const trail = trailTo(to, use(Pages))
  return (
    <nav className="staff-trail no-print" aria-label={t('staff.shell.trail')}>
      <ol className="plain">
        {trail.map(({ href, name }) => (
          <li key={href}>
            <Link href={href}>{t(name)}</Link>
            <Icon name="chevron-right" />
          </li>
        ))}
      </ol>
    </nav>
  )
}
