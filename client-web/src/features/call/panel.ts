/** What can be open beside the stage. */
export type Panel = 'people' | 'chat';
