import Button from '@mui/material/Button'
import type { ReactElement, ReactNode } from 'react'
import { useFormState } from 'react-hook-form'

/** Sends the form that it stands in, once something in it was changed. */
export function SaveButton(props: {
  readonly busy: boolean
  /** The main thing to do on its page (contained), or one of several (outlined). */
  readonly variant?: 'contained' | 'outlined'
  /** The words on it. */
  readonly children: ReactNode
}): ReactElement {
  const { isDirty } = useFormState()
  return (
    <Button type="submit" variant={props.variant ?? 'contained'} loading={props.busy} disabled={!isDirty}>
      {props.children}
    </Button>
  )
}
