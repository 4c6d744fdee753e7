export { de } from './texts-de.ts'

export const en = {
  menu: 'What can be done with {{name}}',
  open: 'Open',
  undo: 'Undo',
  undone: 'It is as it was before',
  dragOut: 'Drag it out of the window to have it as a file'
}
