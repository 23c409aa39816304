// Buttons and links that look like them. A submit button is never disabled.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import './button.css'

interface Look {
  /** A page has one main action. The other buttons are plain. */
  readonly kind?: 'main' | 'tint' | 'quiet' | 'plain' | 'danger' | 'remove'
  readonly children: ReactNode
}

/** Submits the form around it, unless it has an `onClick`. */
export function Button({ kind = 'main', onClick, children }: Look & { onClick?: () => void }) {
  return (
    <button type={onClick ? 'button' : 'submit'} className={`button button-${kind}`} onClick={onClick}>
      {children}
    </button>
  )
}

export function ButtonLink({ kind = 'main', href, children }: Look & { href: string }) {
  return (
    <Link href={href} className={`button button-${kind}`}>
      {children}
    </Link>
  )
}
