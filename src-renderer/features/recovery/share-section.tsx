import Shares from '@mui/icons-material/GroupsOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { MakeSharesDialog } from './make-shares-dialog.tsx'
import { ShareCardsDialog } from './share-cards-dialog.tsx'
import { ShareDrillDialog } from './share-drill-dialog.tsx'

/** The shares of the master key: who keeps them, a new set, a drill. */
export function ShareSection(): ReactElement {
  const { t } = useTranslation('recovery')
  const mayMake = useMay('settings.edit')
  const read = useRead('vault.shares-show', {})
  const [open, setOpen] = useState<'make' | 'drill' | null>(null)
  const [made, setMade] = useState<Output<'vault.shares-create'> | null>(null)
  const set = read.data?.set
  const close = (): void => {
    setOpen(null)
  }
  return (
    <Section
      title={t('shares.title')}
      lead={t('shares.lead')}
      aside={
        <Box sx={{ display: 'flex', gap: 2 }}>
          {set !== undefined && set !== null && (
            <Button
              size="small"
              onClick={() => {
                setOpen('drill')
              }}
            >
              {t('shares.drill')}
            </Button>
          )}
          {mayMake && (
            <Button
              size="small"
              variant="outlined"
              onClick={() => {
                setOpen('make')
              }}
            >
              {t(set === undefined || set === null ? 'shares.make' : 'shares.makeAgain')}
            </Button>
          )}
        </Box>
      }
    >
      <ErrorView error={read.error} />
      {set === null && <EmptyState icon={Shares} title={t('shares.emptyTitle')} text={t('shares.emptyText')} />}
      {set !== undefined && set !== null && (
        <Box sx={{ display: 'grid', gap: 4 }}>
          <DefinitionList
            items={[
              {
                term: t('shares.set'),
                value: t('shares.version', { fingerprint: set.fingerprint, version: set.version })
              },
              { term: t('shares.needed'), value: t('shares.of', { threshold: set.threshold, total: set.total }) },
              {
                term: t('shares.made'),
                value: (
                  <>
                    {set.createdBy}, <TimeText at={set.createdAt} />
                  </>
                )
              }
            ]}
          />
          <QuietTable
            label={t('shares.title')}
            head={[t('shares.number'), t('shares.holder'), t('shares.place')]}
            rows={set.holders.map(({ number, holder, place }) => ({
              key: String(number),
              cells: [String(number), holder, place]
            }))}
          />
        </Box>
      )}
      {open === 'make' && <MakeSharesDialog replaces={set !== null} onMade={setMade} onClose={close} />}
      {open === 'drill' && set !== undefined && set !== null && <ShareDrillDialog set={set} onClose={close} />}
      {made !== null && (
        <ShareCardsDialog
          made={made}
          onKept={() => {
            setMade(null)
          }}
        />
      )}
    </Section>
  )
}
