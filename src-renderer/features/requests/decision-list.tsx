import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import { useCommand } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'

/** Who decided, changed or said what; and a place to say something. */
export function DecisionList(props: { readonly request: RequestView }): ReactElement {
  const { t } = useTranslation('requests')
  const comment = useCommand('request.comment')
  const [text, setText] = useState('')
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
        {props.request.decisions.map((entry, index) => (
          <li key={index}>
            <Typography variant="body2">
              <b>{entry.operator}</b> {t(`decision.${entry.decision}`)}
            </Typography>
            {entry.text !== '' && (
              <Typography
                variant="body2"
                sx={{ pl: 3, borderLeft: 2, borderColor: 'divider', my: 1, whiteSpace: 'pre-wrap' }}
              >
                {entry.text}
              </Typography>
            )}
            {entry.changes.map((change) => (
              <Typography key={change.field} variant="body2" color="textSecondary">
                {t('change', change)}
              </Typography>
            ))}
            <Typography variant="caption" color="textSecondary">
              <TimeText at={entry.at} />
            </Typography>
          </li>
        ))}
      </Box>
      <Box
        component="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '')
            comment.mutate(
              { id: props.request.id, text: text.trim() },
              {
                onSuccess: () => {
                  setText('')
                }
              }
            )
        }}
        sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}
      >
        <TextField
          label={t('commentLabel')}
          value={text}
          multiline
          maxRows={6}
          fullWidth
          onChange={(event) => {
            setText(event.target.value)
          }}
        />
        <Button
          type="submit"
          variant="outlined"
          disabled={text.trim() === ''}
          loading={comment.isPending}
          sx={{ whiteSpace: 'nowrap', flex: 'none' }}
        >
          {t('commentSend')}
        </Button>
      </Box>
      <ErrorView error={comment.error} />
    </Box>
  )
}
