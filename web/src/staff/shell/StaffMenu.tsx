// The menu of the staff: the pages that this person may open, in groups, and the keys that open them.
import { NavLink } from '@mantine/core'
import { Fragment } from 'react'
import { Link, useLocation } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { type AppPage, mayOpen } from '../../routes.ts'
import { useAccount } from '../../session/session.ts'
import { Icon } from '../../ui/Icon.tsx'
import { staffRoutes } from '../routes.ts'
import { MENU_GROUPS } from './menu-groups.ts'
import { useShortcuts } from './shortcuts.ts'

type MenuPage = AppPage & { readonly menu: NonNullable<AppPage['menu']> }

const isInMenu = (page: AppPage): page is MenuPage => page.menu !== undefined

export function StaffMenu({ onChoose, onHelp }: { onChoose: () => void; onHelp: () => void }) {
  const { t } = useText()
  const account = useAccount()
  const [path, go] = useLocation()
  const own = staffRoutes.filter(isInMenu).filter((page) => mayOpen(page, account))
  // When several match the beginning of the address, the longest is the current one.
  const current = own
    .filter((page) => path === page.path || (page.path !== '/staff' && path.startsWith(`${page.path}/`)))
    .toSorted((one, other) => other.path.length - one.path.length)[0]
  const quick = own.flatMap(({ path: to, menu, keys }) =>
    keys === undefined ? [] : [{ keys, label: t(menu.label), run: () => go(to) }],
  )
  useShortcuts(t('ui.menu'), [...quick, { keys: '?', label: t('staff.shell.shortcuts'), run: onHelp }])
  return (
    <>
      <div className="staff-menu">
        {MENU_GROUPS.map((group) => {
          const pages = own.filter(({ menu }) => menu.group === group)
          if (pages.length === 0) return null
          return (
            <Fragment key={group}>
              {group !== 'day' && <p className="staff-menu-group">{t(`staff.shell.group.${group}`)}</p>}
              {pages.map((page) => (
                <NavLink
                  key={page.path}
                  component={Link}
                  href={page.path}
                  label={t(page.menu.label)}
                  leftSection={<Icon name={page.menu.icon} sizePx={18} />}
                  active={page === current}
                  aria-current={page.path === path ? 'page' : undefined}
                  onClick={onChoose}
                />
              ))}
            </Fragment>
          )
        })}
      </div>
      <button type="button" className="staff-menu-keys" onClick={onHelp}>
        <Icon name="keyboard" sizePx={18} />
        {t('staff.shell.keys')}
        <kbd>?</kbd>
      </button>
    </>
  )
}
