import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  menu: 'Was mit {{name}} getan werden kann',
  open: 'Öffnen',
  undo: 'Rückgängig',
  undone: 'Es ist wieder wie zuvor',
  dragOut: 'Aus dem Fenster ziehen, um es als Datei zu haben'
}
