// Makes the profile of a person for the matcher: every stated fact in its comparable form, for index and query alike.

import type { HashedNumber } from './compare-numbers.ts'
import {
  type BirthFacts,
  houseInAddress,
  toBirth,
  toEmail,
  toHouse,
  toPhone,
  toPin,
  toPlaceWords,
} from './normalise-facts.ts'
import { type NameToken, toName } from './normalise-names.ts'

export interface StatedPerson {
  readonly fullName?: string | undefined
  readonly givenName?: string | undefined
  readonly familyName?: string | undefined
  /** YYYY-MM-DD or YYYYMMDD. */
  readonly birthDate?: string | undefined
  readonly birthYear?: number | undefined
  readonly gender?: string | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly house?: string | undefined
  readonly address?: string | undefined
  readonly locality?: string | undefined
  readonly pin?: string | undefined
  readonly state?: string | undefined
  readonly identifiers?: readonly StatedNumber[] | undefined
}

export interface StatedNumber {
  readonly system: string
  readonly value: string
  /** Somebody has checked that the number belongs to the person. Without this, a relative may have used a card. */
  readonly isVerified?: boolean | undefined
}

export type StatedFacts = Omit<StatedPerson, 'identifiers'>

export interface Profile {
  readonly name: readonly NameToken[]
  readonly birth: BirthFacts | undefined
  readonly gender: 'male' | 'female' | undefined
  readonly phone: string | undefined
  readonly email: string | undefined
  readonly house: string | undefined
  readonly placeWords: readonly string[]
  readonly localityWords: readonly string[]
  readonly pin: string | undefined
  readonly identifiers: readonly HashedNumber[]
}

const GENDERS: Readonly<Record<string, Profile['gender']>> = { m: 'male', male: 'male', f: 'female', female: 'female' }

/**
 * Makes a profile. The numbers come as hashes and never from `stated`: so no index and no measurement can compare what
 * the database does not hold.
 */
export function toProfile(stated: StatedFacts, identifiers: readonly HashedNumber[] = []): Profile {
  const localityWords = toPlaceWords(stated.locality ?? '')
  const addressWords = toPlaceWords(stated.address ?? '')
  return {
    name: toName(stated),
    birth: toBirth(stated.birthDate, stated.birthYear),
    gender: GENDERS[stated.gender?.trim().toLowerCase() ?? ''],
    phone: toPhone(stated.phone),
    email: toEmail(stated.email),
    house: toHouse(stated.house) ?? houseInAddress(stated.address),
    placeWords: [...new Set([...addressWords, ...localityWords])],
    // If no locality is stated, we take the last words of the address: they usually name it.
    localityWords: localityWords.length > 0 ? localityWords : addressWords.slice(-2),
    pin: toPin(stated.pin),
    identifiers,
  }
}
