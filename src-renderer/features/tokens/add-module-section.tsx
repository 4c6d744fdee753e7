import FolderOpen from '@mui/icons-material/FolderOpenOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useMutation } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { callDesktop, desktopBridge, type CallError } from '../../client.ts'
import { useCommand } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

const schema = z.object({ module: z.string().min(1).max(4096) })

/** Any module: chosen in the native dialog on the desktop, or by its path. */
export function AddModuleSection(): ReactElement {
  const { t } = useTranslation('tokens')
  const toast = useToast()
  const add = useCommand('token.modules-add')
  const choose = useMutation<unknown, CallError>({ mutationFn: () => callDesktop('desktop.module.add', {}) })
  const form = useSchemaForm(schema, { module: '' })
  const added = (): void => {
    toast({ tone: 'success', text: t('modules.added') })
    form.reset()
  }
  return (
    <Section title={t('modules.add')} lead={t('modules.addLead')}>
      <Box sx={{ display: 'grid', gap: 4, maxWidth: 720 }}>
        {desktopBridge() !== undefined && (
          <>
            <Box>
              <Button
                variant="outlined"
                startIcon={<FolderOpen />}
                loading={choose.isPending}
                onClick={() => {
                  choose.mutate(undefined, {
                    onSuccess: (report) => {
                      if (report !== null) added()
                    }
                  })
                }}
              >
                {t('modules.choose')}
              </Button>
            </Box>
            <ErrorView error={choose.error} />
          </>
        )}
        <SchemaForm
          form={form}
          error={add.error}
          onSubmit={(values) => {
            add.mutate(values, { onSuccess: added })
          }}
        >
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
            <TextInput name="module" label={t('modules.path')} mono />
            <Button type="submit" variant="outlined" loading={add.isPending} sx={{ flex: 'none', minHeight: 40 }}>
              {t('modules.addPath')}
            </Button>
          </Box>
        </SchemaForm>
      </Box>
    </Section>
  )
}
