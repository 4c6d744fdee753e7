import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import type { AskedContent } from '../../../src-shared/model/request.ts'
import { useCommand } from '../../live.ts'
import { DurationInput } from '../../ui/form/duration-input.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { askedFrom, differences, formFrom, namesForm } from './names-form.ts'
import { NamesFields } from './names-fields.tsx'

/** What was asked for, from the form or else from the CSR. */
function baseOf(request: RequestView): AskedContent {
  const csr = request.assessment?.csr
  return {
    ...(csr == null ? {} : { subject: csr.subjectEntries, alternativeNames: csr.alternativeNames }),
    ...request.asked
  }
}

/** Changes names and validity of a waiting request; only parts that differ from what was asked are sent. */
export function OverrideDialog(props: { readonly request: RequestView; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('requests')
  const { request, onClose } = props
  const toast = useToast()
  const override = useCommand('request.override')
  const [base] = useState(() => baseOf(request))
  const form = useSchemaForm(namesForm, { ...formFrom({ ...base, ...request.overrides }), note: '', contact: '' })
  const send = (overrides: RequestView['overrides'], comment: string): void => {
    override.mutate(
      { id: request.id, overrides, comment, version: request.version },
      {
        onSuccess: () => {
          toast({ tone: 'success', text: t('override.saved') })
          onClose()
        }
      }
    )
  }
  return (
    <Dialog
      open
      onClose={override.isPending ? undefined : onClose}
      fullWidth
      maxWidth="md"
      aria-labelledby="override-title"
    >
      <DialogTitle id="override-title">{t('override.title', { id: request.id })}</DialogTitle>
      <Box sx={{ px: 6, pb: 5, overflow: 'auto' }}>
        <SchemaForm
          form={form}
          error={override.error}
          onSubmit={(values) => {
            const wanted = askedFrom(values)
            const changed = new Set(differences(base, wanted).map(({ part }) => part))
            const overrides = {
              ...(changed.has('subject') ? { subject: wanted.subject ?? [] } : {}),
              ...(changed.has('names') ? { alternativeNames: wanted.alternativeNames ?? [] } : {}),
              ...(changed.has('validity') && wanted.validity !== undefined ? { validity: wanted.validity } : {})
            }
            send(Object.keys(overrides).length === 0 ? null : overrides, values.note)
          }}
        >
          <Typography color="textSecondary">{t('override.lead')}</Typography>
          <NamesFields />
          <DurationInput name="validity" label={t('override.validity')} help={t('override.validityHelp')} />
          <Difference base={base} />
          <TextInput name="note" label={t('override.comment')} lines={2} />
          <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
            {request.overrides !== null && (
              <Button
                color="inherit"
                sx={{ mr: 'auto' }}
                onClick={() => {
                  send(null, form.getValues('note'))
                }}
              >
                {t('override.clear')}
              </Button>
            )}
            <Button color="inherit" onClick={onClose} disabled={override.isPending}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" variant="contained" loading={override.isPending}>
              {t('override.save')}
            </Button>
          </Box>
        </SchemaForm>
      </Box>
    </Dialog>
  )
}

function Difference(props: { readonly base: AskedContent }): ReactElement {
  const { t } = useTranslation('requests')
  const values = namesForm.partial().safeParse(useWatch())
  const { subject = [], names = [], validity = '' } = values.data ?? {}
  const changes = differences(props.base, askedFrom({ subject, names, validity }))
  return (
    <Box
      sx={{ p: 4, borderRadius: 1, bgcolor: 'background.default', border: 1, borderColor: 'divider' }}
      aria-live="polite"
    >
      <Typography variant="subtitle2" component="p" color="textSecondary">
        {t('override.difference')}
      </Typography>
      {changes.length === 0 && <Typography variant="body2">{t('override.same')}</Typography>}
      {changes.map(({ part, before, after }) => (
        <Box key={part} sx={{ mt: 2 }}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {t(`override.${part}`)}
          </Typography>
          <Typography
            variant="body2"
            component="del"
            color="textSecondary"
            sx={{ display: 'block', overflowWrap: 'anywhere' }}
          >
            {before === '' ? t('merge.nothing') : before}
          </Typography>
          <Typography
            variant="body2"
            component="ins"
            sx={{ display: 'block', textDecoration: 'none', overflowWrap: 'anywhere' }}
          >
            {after === '' ? t('merge.nothing') : after}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}
