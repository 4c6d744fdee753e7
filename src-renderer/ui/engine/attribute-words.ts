import { attributeTypeNamed } from '../../../src-shared/model/name-attributes.ts'
import { germanWord } from './german-word.ts'

/** What the attributes of a name are called in German, by keyword; the table of types says it in English. */
export const attributeWordsDe: Readonly<Record<string, string>> = {
  CN: 'Name',
  O: 'Organisation',
  OU: 'Abteilung',
  C: 'Land',
  ST: 'Bundesland',
  L: 'Ort',
  street: 'Straße',
  postalCode: 'Postleitzahl',
  postOfficeBox: 'Postfach',
  postalAddress: 'Postanschrift',
  serialNumber: 'Seriennummer',
  SN: 'Nachname',
  GN: 'Vorname',
  initials: 'Initialen',
  generationQualifier: 'Generationszusatz',
  name: 'Ganzer Name',
  title: 'Titel',
  pseudonym: 'Pseudonym',
  dnQualifier: 'DN-Zusatz',
  description: 'Beschreibung',
  businessCategory: 'Art des Unternehmens',
  telephoneNumber: 'Telefonnummer',
  uniqueIdentifier: 'Eindeutige Kennung',
  organizationIdentifier: 'Kennung der Organisation',
  UID: 'Benutzerkennung',
  DC: 'Domänenteil',
  emailAddress: 'E-Mail-Adresse',
  jurisdictionL: 'Ort des Registers',
  jurisdictionST: 'Bundesland des Registers',
  jurisdictionC: 'Land des Registers'
}

/** @returns what an attribute is called in the language of the window; a type that nobody named stays as it is */
export function attributeWords(language: string, name: string): string {
  return germanWord(language, attributeWordsDe, name) ?? attributeTypeNamed(name)?.label ?? name
}
