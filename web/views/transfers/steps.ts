export const transferSteps = ['Enter', 'Check', 'Done'] as const;
