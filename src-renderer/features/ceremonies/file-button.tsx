import Button from '@mui/material/Button'
import { useRef, type ReactElement } from 'react'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { encodedFrom } from '../../ui/files/file-content.ts'

/** One photograph in full resolution: what a transcript takes. */
export const largestAttachment = 16 * 1024 * 1024

/** A file that a person chose: PEM text as it is and other bytes in base64, and the bytes themselves. */
export interface ChosenFile {
  readonly name: string
  readonly content: string
  readonly bytes: Uint8Array
}

/** A button that asks for a file; smaller than a place to drop one. */
export function FileButton(props: {
  readonly label: string
  readonly accept?: string
  readonly disabled?: boolean
  readonly large?: boolean
  readonly onFile: (file: ChosenFile) => void
  readonly onError: (error: unknown) => void
}): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    if (file.size > largestAttachment)
      throw new ChanceryError(
        'too-large',
        `${file.name} has ${file.size} bytes; at most ${largestAttachment} are taken.`
      )
    const bytes = new Uint8Array(await file.arrayBuffer())
    props.onFile({ name: file.name, content: encodedFrom(bytes), bytes })
  }
  return (
    <>
      <Button
        variant="outlined"
        size={props.large === true ? 'large' : 'medium'}
        disabled={props.disabled === true}
        onClick={() => {
          input.current?.click()
        }}
      >
        {props.label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={props.label}
        {...(props.accept === undefined ? {} : { accept: props.accept })}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          take(file).catch(props.onError)
          target.value = ''
        }}
      />
    </>
  )
}
