import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ModuleView } from '../../../src-shared/model/token.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Modules in use, how the process of each stands, and what went wrong with it. */
export function UsedModules({ modules }: { readonly modules: readonly ModuleView[] }): ReactElement {
  const { t } = useTranslation('tokens')
  const navigate = useNavigate()
  const toast = useToast()
  const [mayUse, mayManage] = [useMay('token.use'), useMay('token.manage')]
  const [doomed, setDoomed] = useState<ModuleView | null>(null)
  const remove = useCommand('token.modules-remove')
  const { mutate: look } = useCommand('token.list')
  return (
    <Section title={t('modules.used')} flush={modules.length > 0}>
      {modules.length === 0 ? (
        <Typography color="textSecondary">{t('empty.modules')}</Typography>
      ) : (
        <QuietTable
          label={t('modules.used')}
          head={[t('column.module'), t('column.state'), t('column.version'), t('column.process'), '']}
          rows={modules.map((module) => ({
            key: module.path,
            cells: [
              <Box key="module" sx={{ maxWidth: 340 }}>
                <Typography variant="body2" sx={{ fontWeight: 600 }}>
                  {module.label}
                </Typography>
                <Mono value={module.path} grouped={false} copy={false} />
              </Box>,
              <Box key="state" sx={{ display: 'grid', gap: 1, justifyItems: 'start', maxWidth: 300 }}>
                <StateChip kind="module" state={module.state} />
                {module.problem !== null && (
                  <Typography variant="caption" color="textSecondary" lang="en">
                    {module.problem}
                  </Typography>
                )}
              </Box>,
              <Box key="version">
                {module.version}
                <Typography variant="caption" color="textSecondary" component="div">
                  {module.cryptoki !== '' && t('modules.cryptoki', { version: module.cryptoki })}
                </Typography>
              </Box>,
              module.process ?? '–',
              <Box key="actions" sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
                {mayUse && (
                  <ActionButton
                    size="small"
                    action={{
                      id: `module.examine.${module.path}`,
                      label: t('action.examine'),
                      run: () => void navigate(`/tokens/doctor?module=${encodeURIComponent(module.path)}`)
                    }}
                  />
                )}
                <ActionMenu
                  small
                  label={`${t('ui:moreActions')}: ${module.label}`}
                  actions={[
                    ...(module.state === 'running'
                      ? []
                      : [
                          {
                            id: `module.restart.${module.path}`,
                            label: t('action.restart'),
                            run: () => {
                              look({ fresh: true })
                            }
                          }
                        ]),
                    ...(mayManage
                      ? [
                          {
                            id: `module.remove.${module.path}`,
                            label: t('action.remove'),
                            run: () => {
                              remove.reset()
                              setDoomed(module)
                            }
                          }
                        ]
                      : [])
                  ]}
                />
              </Box>
            ]
          }))}
        />
      )}
      <ConfirmDialog
        open={doomed !== null}
        danger
        title={t('modules.remove', { name: doomed?.label })}
        consequence={t('modules.removeText')}
        confirmLabel={t('action.remove')}
        busy={remove.isPending}
        error={remove.error}
        onClose={() => {
          setDoomed(null)
        }}
        onConfirm={() => {
          remove.mutate(
            { module: doomed?.path ?? '' },
            {
              onSuccess: () => {
                toast({ tone: 'success', text: t('modules.removed') })
                setDoomed(null)
              }
            }
          )
        }}
      />
    </Section>
  )
}
