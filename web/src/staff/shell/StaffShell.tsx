// The frame around every staff page: head, menu, and Mantine, which only staff pages load.
import '@mantine/core/styles.css'
import './staff-shell.css'
import { ActionIcon, AppShell, Burger, Group, MantineProvider } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useLayoutEffect } from 'react'
import { Link } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { Emblem } from '../../ui/Emblem.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { staffRoutes } from '../routes.ts'
import { Bell } from './Bell.tsx'
import { useIsDark } from './dark.ts'
import { PersonMenu } from './PersonMenu.tsx'
import { Palette, PaletteButton } from './palette/Palette.tsx'
import { Said } from './Said.tsx'
import { ShortcutHelp } from './ShortcutHelp.tsx'
import { StaffMenu } from './StaffMenu.tsx'
import { useShortcutKeys } from './shortcuts.ts'
import { colours, theme } from './theme.ts'
import { Pages } from './trail.ts'
import { WorkplaceChoice } from './WorkplaceChoice.tsx'

/** Below this width the menu is a drawer: 900 px. */
const DRAWER_BELOW = '56.25em'

export function StaffShell({ children }: { children: ReactNode }) {
  const { t } = useText()
  const [isMenuOpen, { toggle, close }] = useDisclosure()
  const [isHelpOpen, help] = useDisclosure()
  const isDark = useIsDark()
  useStaffFace()
  useShortcutKeys()
  return (
    <MantineProvider theme={theme} cssVariablesResolver={colours} forceColorScheme={isDark ? 'dark' : 'light'}>
      <a className="staff-skip" href="#content">
        {t('ui.skip')}
      </a>
      <AppShell
        header={{ height: 48 }}
        navbar={{ width: 204, breakpoint: DRAWER_BELOW, collapsed: { mobile: !isMenuOpen } }}
        padding={{ base: 12, sm: 16 }}
      >
        <AppShell.Header className="staff-head no-print">
          <Group wrap="nowrap" gap="xs">
            <Burger
              className="staff-burger"
              opened={isMenuOpen}
              onClick={toggle}
              size="sm"
              aria-label={t('ui.menu')}
              aria-expanded={isMenuOpen}
            />
            <Link href="/staff" className="staff-name">
              <Emblem sizePx={28} />
              <span>{t('ui.name')}</span>
            </Link>
          </Group>
          <PaletteButton />
          <Group wrap="nowrap" gap={4} className="staff-head-end">
            <Bell />
            <ActionIcon className="staff-wide" onClick={help.open} aria-label={t('staff.shell.shortcuts')}>
              <Icon name="help-circle" sizePx={18} />
            </ActionIcon>
            <WorkplaceChoice />
            <PersonMenu />
          </Group>
        </AppShell.Header>
        <AppShell.Navbar className="staff-nav no-print" aria-label={t('ui.menu')}>
          <StaffMenu onChoose={close} onHelp={help.open} />
        </AppShell.Navbar>
        <AppShell.Main id="content">
          <Pages value={staffRoutes}>{children}</Pages>
        </AppShell.Main>
      </AppShell>
      <Palette />
      <Said />
      <ShortcutHelp isOpen={isHelpOpen} onClose={help.close} />
    </MantineProvider>
  )
}

/** Tells the style sheets that these are work tools: tokens.css has their sizes. */
function useStaffFace(): void {
  useLayoutEffect(() => {
    document.documentElement.dataset.face = 'staff'
    return () => {
      delete document.documentElement.dataset.face
    }
  }, [])
}
