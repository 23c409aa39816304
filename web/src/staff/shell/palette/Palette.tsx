// The search at the top, opened by Ctrl K: one field, and what it finds below, for the arrow keys.
import './palette.css'
import { useDebouncedValue } from '@mantine/hooks'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { createWatched } from '../../../watched.ts'
import { type Find, GROUPS, useFinds } from './finds.ts'
import { useNoteRecent } from './recent.ts'

const PAUSE_MS = 250
/** As they are printed on keyboards. */
const KEYS = { close: 'Esc', take: 'Enter' } as const
const isMac = /^(Mac|iP)/.test(navigator.platform)
const isOpen = createWatched(false)

export const openPalette = (): void => isOpen.write(true)

/** The field in the head of the page: a button that looks like one. On a phone only its picture is seen. */
export function PaletteButton() {
  const { t } = useText()
  return (
    <button type="button" className="palette-open" onClick={openPalette}>
      <Icon name="search" />
      <span>{t('staff.palette.open')}</span>
      <kbd>{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
    </button>
  )
}

export function Palette() {
  const { t } = useText()
  const open = isOpen.use()
  const box = useRef<HTMLDialogElement>(null)
  useNoteRecent()
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      // A dialog that is open already must be finished first.
      if (isOpen.read()) isOpen.write(false)
      else if (document.querySelector('dialog[open]') === null) openPalette()
    }
    addEventListener('keydown', listen)
    return () => {
      removeEventListener('keydown', listen)
      isOpen.write(false)
    }
  }, [])
  // The browser's own dialog gives the focus back to where it was.
  useEffect(() => {
    if (open) box.current?.showModal()
    else box.current?.close()
  }, [open])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it too; the browser sees to that
    <dialog
      ref={box}
      className="palette"
      aria-label={t('staff.palette.open')}
      onClose={() => isOpen.write(false)}
      onClick={(event) => event.target === box.current && isOpen.write(false)}
    >
      {open && <Search />}
    </dialog>
  )
}

function Search() {
  const { t } = useText()
  const [, go] = useLocation()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const { finds, isAsking } = useFinds(typed, asked)
  const [chosenId, setChosenId] = useState<string>()
  const found = Math.max(
    0,
    finds.findIndex(({ id }) => id === chosenId),
  )
  const chosen = finds[found]
  const idOf = (find: Find): string => `${listId} ${find.id}`.replaceAll(/[^\w-]/g, '-')
  const take = (find: Find): void => {
    isOpen.write(false)
    // Let the dialog give the focus back first, so that what is done now can take it.
    setTimeout(() => (find.href === undefined ? find.run?.() : go(find.href)))
  }
  const move = (by: number): void => setChosenId(finds[(found + by + finds.length) % Math.max(1, finds.length)]?.id)
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter' && chosen) take(chosen)
    else return
    event.preventDefault()
  }
  useEffect(() => {
    if (chosen) document.getElementById(idOf(chosen))?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <>
      <div className="palette-head">
        <Icon name="search" sizePx={18} />
        <input
          type="text"
          role="combobox"
          aria-label={t('staff.palette.open')}
          aria-expanded={finds.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={chosen && idOf(chosen)}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          placeholder={t('staff.palette.what')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setChosenId(undefined)
          }}
          onKeyDown={press}
        />
        <button type="button" className="palette-close" onClick={() => isOpen.write(false)}>
          <kbd>{KEYS.close}</kbd> <span className="visually-hidden">{t('staff.shell.close')}</span>
        </button>
      </div>
      <p className="visually-hidden" role="status">
        {!isAsking && t('staff.palette.found', { count: finds.length })}
      </p>
      <Found listId={listId} finds={finds} chosen={chosen} idOf={idOf} onTake={take} />
      {finds.length === 0 && <p className="palette-none">{t(isAsking ? 'ui.loading' : 'staff.palette.none')}</p>}
      <p className="palette-foot" aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> {t('staff.palette.move')} <kbd>{KEYS.take}</kbd> {t('staff.palette.take')}
      </p>
    </>
  )
}

interface FoundProps {
  readonly listId: string
  readonly finds: readonly Find[]
  readonly chosen: Find | undefined
  readonly idOf: (find: Find) => string
  readonly onTake: (find: Find) => void
}

function Found({ listId, finds, chosen, idOf, onTake }: FoundProps) {
  const { t } = useText()
  return (
    <div className="palette-list" role="listbox" id={listId} aria-label={t('staff.palette.results')}>
      {GROUPS.map((group) => {
        const own = finds.filter((find) => find.group === group)
        if (own.length === 0) return null
        return (
          // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role
          <div key={group} role="group" aria-label={t(`staff.palette.groups.${group}`)}>
            <p className="palette-group" aria-hidden="true">
              {t(`staff.palette.groups.${group}`)}
            </p>
            {own.map((find) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys work in the field, which keeps the focus
              // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points to it
              <div
                key={find.id}
                id={idOf(find)}
                role="option"
                aria-selected={find === chosen}
                className="palette-find"
                onClick={() => onTake(find)}
              >
                <Icon name={find.icon} sizePx={18} />
                <b>{find.name}</b>
                {find.detail !== undefined && <span className="soft">{find.detail}</span>}
                {find.keys !== undefined && (
                  <span className="palette-keys">
                    {find.keys.split(' ').map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </span>
                )}
              </div>
            ))}
          </div>
        )
      })}
    </div>
  )
}
