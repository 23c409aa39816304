// Catches what a page throws while React draws it, so that people see a message and not a white screen.
import { Component, type ReactNode } from 'react'
import { Broken } from './outcomes.tsx'

export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    return this.state.hasFailed ? <Broken /> : this.props.children
  }
}
