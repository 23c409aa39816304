// Reads settings from the environment one by one, and says which one is wrong. config.ts reads all of them.

/** A setting that Sehat cannot use. Its message is one line that names the variable and says what to do. */
export class ConfigError extends Error {}

export type Environment = Record<string, string | undefined>

/** Reads settings one by one and remembers their names, so that `refuseUnknown` can find a misspelt one. */
export class Settings {
  readonly known = new Set<string>()
  readonly #env: Environment

  constructor(env: Environment) {
    this.#env = env
  }

  text(name: string): string | undefined {
    this.known.add(name)
    return this.#env[name] || undefined
  }

  whole(name: string, { fallback, min, max }: { fallback: number; min: number; max: number }): number {
    const raw = this.text(name)
    if (raw === undefined) return fallback
    const value = Number(raw)
    if (/^\d+$/.test(raw) && value >= min && value <= max) return value
    throw new ConfigError(`${name}=${raw} is not a whole number from ${min} to ${max}`)
  }

  oneOf<const Words extends readonly string[]>(name: string, words: Words, fallback: Words[number]): Words[number] {
    const raw = this.text(name)
    if (raw === undefined) return fallback
    if ((words as readonly string[]).includes(raw)) return raw
    throw new ConfigError(`${name}=${raw} is not one of ${words.join(', ')}`)
  }

  url(name: string, protocols: readonly string[]): string | undefined {
    const raw = this.text(name)
    // The message does not repeat the value, because the value may contain a password.
    if (raw === undefined || (URL.canParse(raw) && protocols.includes(new URL(raw).protocol))) return raw
    throw new ConfigError(`${name} is not a URL that begins with ${protocols.join('// or ')}//`)
  }

  /** A list of host names with commas between them, without ports. */
  hosts(name: string): readonly string[] {
    const names = (this.text(name) ?? '').split(',').map((one) => one.trim())
    const wrong = names.find((one) => one !== '' && !/^([a-z0-9.-]+|\[[0-9a-f:.]+\])$/i.test(one))
    if (wrong === undefined) return names.filter(Boolean)
    throw new ConfigError(`${name}: ${wrong} is not the name of a host; write names with commas, without ports`)
  }

  /** The settings whose names begin so: a URL for each, by the rest of its name in lower case. */
  urls(prefix: string, protocols: readonly string[]): Readonly<Record<string, string>> {
    const names = Object.keys(this.#env).filter((name) => name.startsWith(prefix) && name.length > prefix.length)
    const stated = names.map((name) => [name.slice(prefix.length).toLowerCase(), this.url(name, protocols)] as const)
    return Object.fromEntries(stated.filter((entry): entry is [string, string] => entry[1] !== undefined))
  }

  secret(name: string): string | undefined {
    const raw = this.text(name)
    if (raw === undefined || (raw.length >= 32 && new Set(raw).size >= 10)) return raw
    throw new ConfigError(`${name} is too weak: it needs at least 32 characters, e.g. from: openssl rand -base64 32`)
  }
}

/** The names of this machine. */
export const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]'])
