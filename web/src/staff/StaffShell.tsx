// What stands around every staff page: the menu of this person's work, and Mantine, which only these pages load.
import '@mantine/core/styles.css'
import './staff-shell.css'
import { AppShell, Burger, createTheme, Group, MantineProvider, NavLink, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useText } from '../i18n/language.ts'
import { routes } from '../routes.ts'
import { useAccount } from '../session/session.ts'
import { LanguageChoice } from '../ui/LanguageChoice.tsx'
import { ThemeChoice } from '../ui/ThemeChoice.tsx'
import { useIsDark } from './dark.ts'

const theme = createTheme({ primaryColor: 'teal', fontFamily: 'var(--font)', respectReducedMotion: true })

export function StaffShell({ children }: { children: ReactNode }) {
  const { t } = useText()
  const [isMenuOpen, { toggle, close }] = useDisclosure()
  const isDark = useIsDark()
  return (
    <MantineProvider theme={theme} forceColorScheme={isDark ? 'dark' : 'light'}>
      <a className="staff-skip" href="#content">
        {t('ui.skip')}
      </a>
      <AppShell
        header={{ height: 52 }}
        navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
        padding="md"
      >
        <AppShell.Header className="no-print">
          <Group h="100%" px="md" justify="space-between" wrap="nowrap">
            <Group wrap="nowrap">
              <Burger opened={isMenuOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('ui.menu')} />
              <Text component={Link} href="/staff" fw={700}>
                {t('ui.name')}
              </Text>
            </Group>
            <Group wrap="nowrap">
              <Link href="/sign-out">{t('ui.signOut')}</Link>
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="xs" className="no-print" aria-label={t('ui.menu')}>
          <Menu onChoose={close} />
          <div className="staff-choices">
            <LanguageChoice />
            <ThemeChoice />
          </div>
        </AppShell.Navbar>
        <AppShell.Main id="content">{children}</AppShell.Main>
      </AppShell>
    </MantineProvider>
  )
}

/** The pages of the menu that this person may open. */
function Menu({ onChoose }: { onChoose: () => void }) {
  const { t } = useText()
  const { roles } = useAccount()
  const [path] = useLocation()
  const own = routes.filter((route) => route.menu && route.roles?.some((role) => roles.includes(role)))
  return (
    <div className="staff-menu">
      {own.map((route) => (
        <NavLink
          key={route.path}
          component={Link}
          href={route.path}
          label={t(route.menu as string)}
          active={route.path === '/staff' ? path === '/staff' : path.startsWith(route.path)}
          aria-current={route.path === path ? 'page' : undefined}
          onClick={onChoose}
        />
      ))}
    </div>
  )
}
