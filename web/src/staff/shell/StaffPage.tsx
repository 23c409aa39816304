// The frame of a staff page: its title, which takes the focus after a change of page, and actions beside it.
import { Group, Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useText } from '../../i18n/language.ts'
import { BackLink } from '../../ui/Page.tsx'

interface StaffPageProps {
  readonly title: string
  /** Where "Back" leads. Pages in the menu have no "Back". */
  readonly back?: string
  /** Buttons beside the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function StaffPage({ title, back, actions, children }: StaffPageProps) {
  const { t } = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <>
      <title>{`${title} – ${t('ui.name')}`}</title>
      <meta name="robots" content="noindex" />
      {back !== undefined && <BackLink href={back} />}
      <Group justify="space-between" gap="sm" mb="sm">
        <Title order={1} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </>
  )
}
