import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** One text about a request: a question to the requester, the answer, or a note of the operators. */
export function TextDialog(props: {
  readonly kind: 'ask' | 'answer' | 'comment'
  readonly request: RequestView
  readonly onClose: (done: boolean) => void
}): ReactElement {
  const { t } = useTranslation('requests')
  const { kind, request, onClose } = props
  const toast = useToast()
  const [text, setText] = useState('')
  const ask = useCommand('request.ask')
  const answer = useCommand('request.answer')
  const comment = useCommand('request.comment')
  const command = { ask, answer, comment }[kind]
  const question = request.decisions.findLast(({ decision }) => decision === 'question')
  const done = (words: string): void => {
    toast({ tone: 'success', text: words })
    onClose(true)
  }
  const send = (): void => {
    const { id } = request
    const said = text.trim()
    if (kind === 'ask')
      ask.mutate(
        { id, question: said },
        {
          onSuccess: ({ mailed }) => {
            done(t(mailed ? 'ask.doneMailed' : 'ask.done'))
          }
        }
      )
    else if (kind === 'answer')
      answer.mutate(
        { id, text: said },
        {
          onSuccess: () => {
            done(t('answer.done'))
          }
        }
      )
    else
      comment.mutate(
        { id, text: said },
        {
          onSuccess: () => {
            done(t('note.done'))
          }
        }
      )
  }
  return (
    <ConfirmDialog
      open
      title={t(`${kind === 'comment' ? 'note' : kind}.title`, { id: request.id })}
      consequence={
        kind === 'answer' && question !== undefined
          ? t('answer.question', { name: question.operator, text: question.text })
          : t(`${kind === 'comment' ? 'note' : kind}.consequence`)
      }
      confirmLabel={t(`${kind === 'comment' ? 'note' : kind}.confirm`)}
      blocked={text.trim() === ''}
      busy={command.isPending}
      error={command.error}
      onClose={() => {
        onClose(false)
      }}
      onConfirm={send}
    >
      <TextField
        label={t(`${kind === 'comment' ? 'note' : kind}.label`)}
        value={text}
        required
        multiline
        minRows={3}
        autoFocus
        slotProps={{ htmlInput: { maxLength: 2000 } }}
        onChange={(event) => {
          setText(event.target.value)
        }}
      />
    </ConfirmDialog>
  )
}
