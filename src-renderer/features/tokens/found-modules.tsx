import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Known modules that are installed, each with a button that uses it. */
export function FoundModules(props: { readonly modules: Output<'token.modules'>['found'] }): ReactElement {
  const { t } = useTranslation('tokens')
  const toast = useToast()
  const mayManage = useMay('token.manage')
  const add = useCommand('token.modules-add')
  return (
    <Section title={t('modules.found')} lead={t('modules.foundLead')} flush={props.modules.length > 0}>
      {props.modules.length === 0 ? (
        <Typography color="textSecondary">{t('modules.noneFound')}</Typography>
      ) : (
        <QuietTable
          label={t('modules.found')}
          head={[t('column.module'), t('column.file'), '']}
          rows={props.modules.map(({ path, label, inUse }) => ({
            key: path,
            cells: [
              label,
              <Mono key="path" value={path} grouped={false} copy={false} />,
              inUse
                ? t('modules.inUse')
                : mayManage && (
                    <Button
                      key="use"
                      size="small"
                      variant="outlined"
                      aria-label={`${t('action.use')}: ${label}`}
                      loading={add.isPending && add.variables.module === path}
                      onClick={() => {
                        add.mutate(
                          { module: path },
                          {
                            onSuccess: () => {
                              toast({ tone: 'success', text: t('modules.added') })
                            }
                          }
                        )
                      }}
                    >
                      {t('action.use')}
                    </Button>
                  )
            ]
          }))}
        />
      )}
      {add.error !== null && (
        <Box sx={{ p: 4 }}>
          <ErrorView error={add.error} />
        </Box>
      )}
    </Section>
  )
}
