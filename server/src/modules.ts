// All modules of Sehat: the map of the product.
import type { Module } from './platform/module.ts'

export const modules: readonly Module[] = []
