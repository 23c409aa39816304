// The frame of a sheet: its parts, and nothing at all where Sehat is no demo.
import './look.css'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language.ts'
import { useIsDemo } from '../ui/DemoInbox.tsx'
import { Emblem } from '../ui/Emblem.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ICON_NAMES } from '../ui/icon-names.ts'
import { Loading, NotFound } from '../ui/outcomes.tsx'

export function OnlyInDemo({ children }: { children: ReactNode }) {
  const isDemo = useIsDemo()
  if (isDemo === undefined) return <Loading />
  return isDemo ? children : <NotFound />
}

/** A part with its states. */
export function Part({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useText()
  return (
    <section className={`look-part look-${name}`} aria-labelledby={`look-${name}`}>
      <h2 id={`look-${name}`}>{t(`staff.look.section.${name}`)}</h2>
      {children}
    </section>
  )
}

export function Marks() {
  const { t } = useText()
  return (
    <Part name="marks">
      <p className="look-row">
        {[56, 40, 28, 20].map((sizePx) => (
          <Emblem key={sizePx} sizePx={sizePx} />
        ))}
        <strong>{t('ui.name')}</strong>
      </p>
    </Part>
  )
}

/** The names are those in the code, for whoever looks for an icon. */
export function Icons() {
  return (
    <Part name="icons">
      <ul className="plain look-names" translate="no">
        {ICON_NAMES.map((name) => (
          <li key={name}>
            <Icon name={name} sizePx={22} /> {name}
          </li>
        ))}
      </ul>
    </Part>
  )
}
